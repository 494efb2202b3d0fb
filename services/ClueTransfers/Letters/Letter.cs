namespace Supervision.ClueTransfers.Letters;

/// <summary>The content of a letter of transfer (移交函, R26); <see cref="LetterDocument"/> does the layout.</summary>
/// <param name="Sender">Name of the conference, e.g. 政协洞头区委员会.</param>
/// <param name="Recipient">Name of the commission, e.g. 洞头区纪委监委.</param>
/// <param name="Number">For example 〔2026〕12号.</param>
/// <param name="Date">Day of the transfer in the district's zone.</param>
/// <param name="Approvals">Empty on the commission's copy.</param>
/// <param name="ContentHash">SHA-256, lower-case hex.</param>
internal sealed record Letter(
    string Sender,
    string Recipient,
    string Number,
    DateOnly Date,
    string Reference,
    string Title,
    string Account,
    string Source,
    IReadOnlyList<string> Units,
    IReadOnlyList<string> Persons,
    IReadOnlyList<LetterAttachment> Attachments,
    IReadOnlyList<LetterApproval> Approvals,
    string ContentHash);

/// <param name="Hash">SHA-256, lower-case hex.</param>
internal sealed record LetterAttachment(string Name, long Size, string Hash);

/// <param name="At">In the district's zone.</param>
internal sealed record LetterApproval(string Role, string Name, DateTimeOffset At);
