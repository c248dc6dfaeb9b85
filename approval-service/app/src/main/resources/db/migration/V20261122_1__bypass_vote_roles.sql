-- The realm roles of who voted, at that moment: policies may demand one. Of older votes they are not known.
alter table bypass add column vote_roles text[];
