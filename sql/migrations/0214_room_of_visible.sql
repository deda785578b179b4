-- room_blocks() answers one column less: what may not be seen is not among its blocks any more (room names it by squares).
drop function if exists room_blocks(thing[], geometry, geometry, bigint, bigint, text[]);
