using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Replies;

/// <summary>Both bodies' judgements of one answer; each body's latest one counts.</summary>
/// <param name="said">Judgements so far.</param>
public sealed class ReplyJudgements(IEnumerable<Judgement> said)
{
    readonly List<Judgement> _said = [.. said.OrderBy(j => j.At).ThenBy(j => j.Id)];

    /// <summary>Those added in this unit of work.</summary>
    public List<Judgement> Added { get; } = [];

    /// <summary>Whether one body accepts what the other sends back (R35).</summary>
    public bool IsDisputed => Of(Bodies.Cppcc) is { } one && Of(Bodies.Discipline) is { } other && one.Accepted != other.Accepted;

    /// <summary>The common judgement; null while the bodies differ.</summary>
    public bool? Outcome => Of(Bodies.Cppcc) is { } one && Of(Bodies.Discipline) is { } other && one.Accepted == other.Accepted ? one.Accepted : null;

    /// <summary>A body's latest judgement.</summary>
    public Judgement? Of(string body) => _said.LastOrDefault(j => j.Body == body);

    internal void Add(ItemReply reply, bool accept, string? reason, Caller by, DateTimeOffset now)
    {
        var judgement = new Judgement
        {
            Id = Guid.CreateVersion7(now),
            ReplyId = reply.Id,
            ItemId = reply.ItemId,
            District = reply.District,
            Unit = reply.Unit,
            Body = by.Body,
            Accepted = accept,
            Reason = accept ? null : reason,
            By = by.UserId,
            ByName = by.Name,
            At = now,
        };
        _said.Add(judgement);
        Added.Add(judgement);
    }
}
