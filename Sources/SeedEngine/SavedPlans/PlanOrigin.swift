/// What a plan was made from, besides rows: with it the plan can be taken up again in another process.
struct PlanOrigin: Sendable {
    var options: Planner.Options
    var source: SourceCatalog
}
