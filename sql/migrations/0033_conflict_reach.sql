-- How far the longest distance of a conflict between two layers reaches: as far as a trial pit has to.
alter type rule_side add attribute conflict_m double precision;
