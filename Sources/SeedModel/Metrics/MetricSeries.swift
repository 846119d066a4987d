/// One number of a metric: that of these labels.
package struct MetricSeries: Sendable, Hashable {
    package let metric: Metric
    /// In the order of `metric.labels`.
    package let labels: [String]

    package init(_ metric: Metric, _ labels: [String] = []) {
        self.metric = metric
        self.labels = labels
    }

    package init(_ metric: Metric, _ target: JobTarget, _ more: String...) {
        self.init(metric, [target.job, target.to] + more)
    }

    /// The job and the environment it is about; nil where it is about neither.
    var target: JobTarget? {
        guard metric.labels.starts(with: ["seedd_job", "to"]), labels.count >= 2 else { return nil }
        return JobTarget(job: labels[0], to: labels[1])
    }
}
