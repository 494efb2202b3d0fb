namespace Supervision.Files;

/// <summary>A row that refers to a file in the <see cref="ContentStore"/>.</summary>
public interface IStoredFile
{
    string District { get; }

    /// <summary>SHA-256 of the content, lower-case hex.</summary>
    string Sha256 { get; }
}
