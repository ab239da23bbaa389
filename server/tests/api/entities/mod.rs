mod csv;
mod descriptor;
mod history;
mod list;
mod measures;
mod relations;
mod scorecards;
mod show;
