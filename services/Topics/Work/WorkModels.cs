using System.ComponentModel.DataAnnotations;
using Supervision.ServiceDefaults.Requests;

namespace Supervision.Topics.Work;

/// <param name="Reason">Why, at most 2,000 characters.</param>
public sealed record WorkReasonRequest([PlainText(2000)] string Reason);

/// <param name="ContentHash">Hash of the content that was read.</param>
public sealed record ContentConcurRequest([RegularExpression("^[0-9a-f]{64}$")] string ContentHash);
