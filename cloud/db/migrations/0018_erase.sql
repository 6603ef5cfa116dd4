-- WeChat may take seconds to say who somebody is, or what their number is; erased meanwhile, they are nobody (0014).
create trigger of_somebody after insert on identity for each row execute function of_somebody('person_id');
create trigger of_somebody after insert on phone for each row execute function of_somebody('person_id');
