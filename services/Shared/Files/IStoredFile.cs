namespace Supervision.Files;

/// <summary>A row that refers to a file in the <see cref="ContentStore"/>.</summary>
public interface IStoredFile
{
    string District { get; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    string Sha256 { get; }

    /// <summary>The name its sender gave it, without any path.</summary>
    string Name { get; }

    string MediaType { get; }

    /// <summary>When it was received.</summary>
    DateTimeOffset At { get; }
}
