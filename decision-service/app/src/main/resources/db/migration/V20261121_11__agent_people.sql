-- Who operator and owner are, whatever they are called later; agents from before have none.
alter table agent add column operator_subject text;
alter table agent add column owner_subject text;
alter table agent add column revoked_by text;
