namespace Supervision.Contracts;

/// <summary>
/// A fact one service publishes to the others. Additive only: a field is never renamed, retyped or removed (a JSON-shape test checks each).
/// Events carry nothing confidential: ids, references, numbers and hashes, never a matter's title or text.
/// </summary>
public interface IIntegrationEvent
{
    /// <summary>Six-digit code of the district the fact belongs to.</summary>
    string District { get; }

    /// <summary>The matter the fact is about; facts of one matter reach a consumer in the order they happened.</summary>
    Guid Aggregate { get; }
}
