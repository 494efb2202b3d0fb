namespace Supervision.ClueTransfers.Attachments;

/// <param name="Size">In bytes.</param>
/// <param name="Sha256">SHA-256 of the content, lower-case hex.</param>
/// <param name="Staged">Added after the transfer; becomes part of the next supplement, and the commission does not see it before.</param>
/// <param name="SupplementId">The supplement it belongs to, for a file added after the transfer.</param>
public sealed record AttachmentView(
    Guid Id, string Name, string MediaType, long Size, string Sha256, bool Staged, Guid? SupplementId, DateTimeOffset At)
{
    internal static AttachmentView For(Attachment attachment) => new(
        attachment.Id, attachment.Name, attachment.MediaType, attachment.Size, attachment.Sha256, attachment.IsStaged, attachment.SupplementId, attachment.At);
}

/// <summary>The files of a clue, oldest first.</summary>
public sealed record AttachmentList(IReadOnlyList<AttachmentView> Items);
