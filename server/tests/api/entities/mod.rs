mod csv;
mod descriptor;
mod history;
mod list;
mod relations;
mod scorecards;
mod show;
