import SeedEngine
import SeedModel

extension SeedModel.Configuration {
    /// What keeps the metrics file, where one is configured; `told` hears its warnings.
    func metrics(_ context: CommandContext, warnings told: any EventSink) -> MetricsSink? {
        MetricsSink(
            self, directory: context.workingDirectory, version: Seedd.version, store: store(context, told),
            warnings: told)
    }

    /// `told`, and the metrics file after it.
    func addingMetrics(to told: any EventSink, _ context: CommandContext) -> any EventSink {
        guard let metrics = metrics(context, warnings: told) else { return told }
        return EventSinks([told, metrics])
    }
}
