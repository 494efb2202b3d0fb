using Supervision.Files;

namespace Supervision.Supervisors.Visits;

/// <summary>The bytes of a photo or another file from a visit, identified by their hash, by which entries name them.</summary>
public sealed class FieldFile : IStoredFile
{
    public required Guid VisitId { get; init; }

    public required string Sha256 { get; init; }

    public required string District { get; init; }

    /// <summary>Name given by the device, without any path.</summary>
    public required string Name { get; init; }

    public required string MediaType { get; init; }

    /// <summary>In bytes.</summary>
    public required long Size { get; init; }

    public required Guid By { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    DateTimeOffset IStoredFile.At => ReceivedAt;
}
