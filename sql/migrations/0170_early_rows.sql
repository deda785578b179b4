-- An import may store its first rows while those after them are still being read: these take more arguments now.
drop function if exists store_import(bigint, bigint, text);
drop function if exists store_import_features(bigint, bigint);
drop function if exists shelve_spatial_indexes(bigint);
