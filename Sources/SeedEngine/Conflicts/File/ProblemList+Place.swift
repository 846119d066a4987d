extension ProblemList {
    func add(_ place: FilePlace, _ message: String) {
        add(ConfigurationProblem(line: place.line, column: place.column, message))
    }
}
