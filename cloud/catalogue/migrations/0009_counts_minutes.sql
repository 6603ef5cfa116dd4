-- The mark of an offering that counts minutes was called `hours`, like a station's opening hours.
update offering set about = (about - 'hours') || '{"countsMinutes": true}' where about ? 'hours';
