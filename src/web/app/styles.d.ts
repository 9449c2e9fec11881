// Styles are imported for the bundler; they have no values of their own.
declare module "*.css";
