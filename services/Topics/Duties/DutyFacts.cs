using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Duties;

/// <summary>What the gates before supervision and before conclusion require of the duty list.</summary>
internal sealed class DutyFacts(TopicsDb db) : IGateFactSource
{
    public async Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct)
    {
        var items = db.Set<DutyItem>().Where(d => d.TopicId == topicId);
        facts.DutyItems = await items.CountAsync(ct);
        facts.OpenDutyItems = await items.CountAsync(d => d.Status == DutyStatus.Open || d.Status == DutyStatus.Underway, ct);
    }
}
