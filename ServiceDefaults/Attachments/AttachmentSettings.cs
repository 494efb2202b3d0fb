using System.ComponentModel.DataAnnotations;

namespace Supervision.ServiceDefaults.Attachments;

/// <summary>Section <c>Attachments</c>.</summary>
public sealed class AttachmentSettings
{
    public const string Section = "Attachments";

    /// <summary>Largest file, in bytes.</summary>
    public const long MaxSize = 50 << 20;

    /// <summary>
    /// Largest body of a request that brings a file, in bytes: what a form adds to it included. The gateway's routes of files say the same, so
    /// that what is too large is refused at the edge.
    /// </summary>
    public const long MaxBody = MaxSize + (64 << 10);

    /// <summary>Folder the files lie in; every copy of the service needs the same one.</summary>
    [Required]
    public required string Path { get; init; }

    /// <summary>
    /// Address (host:port) of clamd. When set, nothing is taken that it has not passed. Its <c>StreamMaxLength</c> has to be at least
    /// <see cref="MaxSize"/>.
    /// </summary>
    [RegularExpression(@"^[^:\s]+:\d{1,5}$")]
    public string? ClamAv { get; init; }

    /// <summary>How often files are looked for that no clue has any more.</summary>
    public TimeSpan Collect { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long a file that no clue has stays, for an upload may be about to use it.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(1);
}
