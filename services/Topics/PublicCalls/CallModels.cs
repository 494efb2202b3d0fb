using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;
using Supervision.Topics.Proposals;
using Supervision.Topics.Topics;

namespace Supervision.Topics.PublicCalls;

/// <summary>A call on the public.</summary>
/// <param name="Text">What is asked for, at most 5,000 characters.</param>
public sealed record CallRequest([PlainText(200)] string Title, [PlainText(5000)] string Text, DateTimeOffset Opens, DateTimeOffset Closes);

/// <summary>A call on the public.</summary>
public sealed record CallView(Guid Id, string Title, string Text, DateTimeOffset Opens, DateTimeOffset Closes, bool Open)
{
    internal static CallView For(PublicCall call, DateTimeOffset now) => new(call.Id, call.Title, call.Text, call.Opens, call.Closes, call.IsOpen(now));
}

/// <summary>A proposal by somebody without an account.</summary>
/// <param name="Field">Code of a field of the district.</param>
/// <param name="Name">Optional.</param>
/// <param name="Contact">How the office reaches them; optional.</param>
public sealed record PublicProposalRequest(
    [PlainText(100)] string Title, [PlainText(1000)] string Scope, [RegularExpression(TopicRequest.Code)] string Field,
    [PlainText(50)] string? Name = null, [PlainText(100)] string? Contact = null);

/// <summary>The only response that shows the receipt.</summary>
/// <param name="Receipt">Finds the proposal again; nobody else knows it.</param>
public sealed record PublicReceipt(string Reference, string Receipt);

/// <param name="Receipt">The code given when the proposal was made.</param>
public sealed record ReceiptRequest([RegularExpression(ReceiptCode.Pattern)] string Receipt);

/// <summary>Outcome of a proposal.</summary>
/// <param name="MergedInto">Reference of the proposal it was merged into.</param>
/// <param name="TopicStatus">Status of the topic it became.</param>
public sealed record ReceiptView(
    string Reference, DateTimeOffset SubmittedAt, ProposalStatus Status, string? Reason, string? MergedInto, TopicStatus? TopicStatus);
