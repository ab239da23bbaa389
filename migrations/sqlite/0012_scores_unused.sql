-- Current results of scorecards are a projection that every process keeps in memory; nothing reads this table any more.
-- It stays, empty, as long as releases that write into it may run beside this one.
delete from scores;
