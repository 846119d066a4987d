/// The parts of the page, each a file of `Templates/`; those that are not written by themselves are partials of the others.
enum ReportTemplate: String, CaseIterable {
    case page
    case pageEnd = "page-end"
    case plan
    case planEnd = "plan-end"
    case table
    case tableEnd = "table-end"
    case change
    case columns, value, spans, run, counts, bar
    case columnValue = "column-value"
    case columnPair = "column-pair"
    case columnText = "column-text"
    case columnBlocks = "column-blocks"
    case columnJSON = "column-json"
    case columnSides = "column-sides"

    var source: String {
        let bytes =
            switch self {
            case .page: PackageResources.page_mustache
            case .pageEnd: PackageResources.page_end_mustache
            case .plan: PackageResources.plan_mustache
            case .planEnd: PackageResources.plan_end_mustache
            case .table: PackageResources.table_mustache
            case .tableEnd: PackageResources.table_end_mustache
            case .change: PackageResources.change_mustache
            case .columns: PackageResources.columns_mustache
            case .value: PackageResources.value_mustache
            case .spans: PackageResources.spans_mustache
            case .run: PackageResources.run_mustache
            case .counts: PackageResources.counts_mustache
            case .bar: PackageResources.bar_mustache
            case .columnValue: PackageResources.column_value_mustache
            case .columnPair: PackageResources.column_pair_mustache
            case .columnText: PackageResources.column_text_mustache
            case .columnBlocks: PackageResources.column_blocks_mustache
            case .columnJSON: PackageResources.column_json_mustache
            case .columnSides: PackageResources.column_sides_mustache
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}
