using System.Text.Json;
using System.Text.Json.Serialization;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Microsoft.EntityFrameworkCore;
using Supervision.ClueTransfers.Clues;
using Supervision.Contracts;
using Supervision.Messaging;
using UUIDNext;

namespace Supervision.ClueTransfers.Subscriptions;

/// <summary>
/// What an external event contains about a clue: numbers and hashes, never its content, which is read through the API. Nothing that only
/// one of the two bodies may know (the handler, the disposal deadline), because systems of both may get the same message.
/// </summary>
/// <param name="ContentHash">SHA-256 of the content under the letter, lower-case hex.</param>
/// <param name="ReceiptDue">UTC instant by which the commission must receive it (R27).</param>
internal sealed record SealedClue(
    Guid ClueId,
    string Reference,
    string? LetterNumber,
    string? ContentHash = null,
    DateTimeOffset? ReceiptDue = null,
    Guid? SupplementId = null,
    string? SupplementHash = null);

/// <summary>The only place where the platform's events about clues become CloudEvents 1.0 for other systems.</summary>
internal static class SealedEvents
{
    public const string Exchange = "supervision.events";
    public const string ContentType = "application/cloudevents+json";

    static readonly Uri Source = new("urn:supervision:clues");
    static readonly CloudEventAttribute District = CloudEventAttribute.CreateExtension("district", CloudEventAttributeType.String);

    static readonly JsonEventFormatter<SealedClue> Format = new(
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }, default);

    /// <summary>
    /// Adds an event about a clue to the unit of work: for the platform's own services, for the finding it came from and, if it concerns them,
    /// for other systems.
    /// </summary>
    public static void EnqueueClue(this DbContext db, IClueEvent fact)
    {
        db.Enqueue(fact);
        var clue = db.ChangeTracker.Entries<Clue>().FirstOrDefault(entry => entry.Entity.Id == fact.ClueId)?.Entity;
        if (clue?.TellFinding(fact) is { } fate) db.Enqueue(fate);
        if (For(fact) is { } message) db.Enqueue(message);
    }

    /// <summary>The message for other systems; null for an event they may not get.</summary>
    public static OutboundMessage? For(IClueEvent fact) => fact switch
    {
        ClueTransferred e => Message(EventTypes.Transferred, e, About(e, e.LetterNumber) with { ContentHash = e.ContentHash, ReceiptDue = e.ReceiptDue }),
        ClueSupplemented e => Message(
            EventTypes.Supplemented, e, About(e, e.LetterNumber) with { SupplementId = e.SupplementId, SupplementHash = e.SupplementHash }),
        ClueReceived e => Message(EventTypes.Received, e, About(e, e.LetterNumber)),
        ClueAccepted e => Message(EventTypes.Accepted, e, About(e, e.LetterNumber)),
        ClueReturned { FromBody: Bodies.Discipline } e => Message(EventTypes.Returned, e, About(e, e.LetterNumber)),
        ClueDeclined e => Message(EventTypes.Declined, e, About(e, e.LetterNumber)),
        ClueDisposed e => Message(EventTypes.Disposed, e, About(e, e.LetterNumber)),
        ClueClosed e => Message(EventTypes.Closed, e, About(e, e.LetterNumber)),
        _ => null,
    };

    /// <summary>Routing key <c>&lt;type&gt;.&lt;district&gt;</c>, by which a queue is bound to one district's events of one type.</summary>
    public static string RoutingKey(string type, string district) => $"{type}.{district}";

    static SealedClue About(IClueEvent fact, string? letter) => new(fact.ClueId, fact.Reference, letter);

    static OutboundMessage Message(string type, IClueEvent fact, SealedClue data)
    {
        var id = Uuid.NewSequential();
        var sealedEvent = new CloudEvent(CloudEventsSpecVersion.V1_0, [District])
        {
            Id = id.ToString(),
            Source = Source,
            Type = type,
            Subject = fact.ClueId.ToString(),
            Time = fact.At,
            DataContentType = "application/json",
            Data = data,
            [District] = fact.District,
        };
        var body = Format.EncodeStructuredModeMessage(sealedEvent, out _).ToArray();
        return new OutboundMessage(id, Exchange, RoutingKey(type, fact.District), type, fact.District, fact.ClueId, ContentType, body);
    }
}
