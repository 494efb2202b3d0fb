using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Supervision.Messaging.Broker;

/// <summary>Degraded without the broker: events wait in the outbox, callers are served.</summary>
internal sealed class BrokerHealth(BrokerConnection broker) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(broker is { IsOpen: true, Consuming: not false } ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded());
}
