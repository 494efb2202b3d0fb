using System.ComponentModel.DataAnnotations;

namespace Supervision.Files;

/// <summary>Section <c>Attachments</c>.</summary>
public sealed class AttachmentSettings
{
    public const string Section = "Attachments";

    /// <summary>Largest file, in bytes.</summary>
    public const long MaxSize = 50 << 20;

    /// <summary>
    /// Largest body of a request that carries a file, in bytes, including what a form adds to it. The gateway's routes for files set the same
    /// limit, so that larger bodies are refused at the edge.
    /// </summary>
    public const long MaxBody = MaxSize + (64 << 10);

    /// <summary>Folder of the files; every instance of the service needs the same one.</summary>
    [Required]
    public required string Path { get; init; }

    /// <summary>
    /// Address (host:port) of clamd. When set, only files it has passed are accepted. Its <c>StreamMaxLength</c> must be at least
    /// <see cref="MaxSize"/>.
    /// </summary>
    [RegularExpression(@"^[^:\s]+:\d{1,5}$")]
    public string? ClamAv { get; init; }

    /// <summary>How often the service looks for files that no row refers to any more.</summary>
    public TimeSpan Collect { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a file without a row is kept, because an upload may be about to use it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);
}
