import SeedModel

/// How a report is shown: for whom, how wide and how much of it.
package struct ReportOptions: Sendable, Equatable {
    /// Rows shown per table; 0 is all, nil what suits the format: 20 in text, all in JSON and YAML.
    package var limit: Int?
    /// Terminal columns; nil when the output is no terminal.
    package var width: Int?
    package var color: Bool
    /// 1 shows every table and every column of added rows, 2 also unchanged columns of updated rows.
    package var verbosity: Int
    /// Ids only.
    package var quiet: Bool
    /// A document is on one line, for who reads them line by line.
    package var isOneLine = false

    var layout: DocumentWriter.Layout { isOneLine ? .inline : .block }

    package init(
        limit: Int? = nil, width: Int? = nil, color: Bool = false, verbosity: Int = 0, quiet: Bool = false
    ) {
        self.limit = limit
        self.width = width
        self.color = color
        self.verbosity = verbosity
        self.quiet = quiet
    }

    /// Columns lines are cut to. Below 20 nothing legible fits; in a log a line of a megabyte helps nobody.
    var columns: Int { width.map { max($0, 20) } ?? 200 }

    /// Rows shown per table in a format that shows `standard` of them unless told otherwise; nil is all.
    func rows(standard: Int?) -> Int? {
        guard let limit else { return standard }
        return limit > 0 ? limit : nil
    }
}
