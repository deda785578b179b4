declare module "pdfmake/build/fonts/Roboto.js" {
  import type { TFontContainer } from "pdfmake/interfaces";

  const container: TFontContainer;
  export default container;
}
