import SeedModel

/// Plans as one HTML page for a person: a file that needs nothing else, and in which no value of a row can act.
///
/// The page is written part by part, so that memory does not grow with the plans.
package struct HTMLReport {
    private let reviewed: [ReviewedPlan]
    private let version: String
    private let allowance: ReportAllowance

    /// `limit` is how many rows of a table are listed, 0 for all; without one it is the page that has a limit.
    package init(_ reviewed: [ReviewedPlan], version: String, limit: Int? = nil) {
        self.reviewed = reviewed
        self.version = version
        allowance = ReportAllowance(perTable: limit)
    }

    /// Writes the page; an error of `output` stops it at once and is passed on.
    package func write(to output: (String) throws -> Void) throws {
        let templates = try ReportTemplates()
        let views = reviewed.enumerated().map { PlanView($1, id: "p\($0 + 1)") }
        let omission = allowance.omission(of: reviewed)
        var listing = ChangeListing(templates: templates, allowance: allowance)
        let page = PageView(views, version: version, omission: omission)
        try output(templates.render(.page, page) + "\n")
        for (reviewed, view) in zip(reviewed, views) {
            try output(templates.render(.plan, view) + "\n")
            var tables = view.tables[...]
            for table in reviewed.plan.tables where !table.isQuiet {
                guard let view = tables.popFirst() else { break }
                try listing.write(table, view, reviewed.plan, to: output)
            }
            try output(templates.render(.planEnd, view) + "\n")
        }
        try output(templates.render(.pageEnd, page) + "\n")
    }
}
