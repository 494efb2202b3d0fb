using Microsoft.EntityFrameworkCore;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Advice;

/// <summary>What the gate before conclusion requires of the advice report.</summary>
internal sealed class AdviceFacts(TopicsDb db) : IGateFactSource
{
    public async Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct) =>
        facts.AdviceIssued = await db.Set<AdviceReport>().AnyAsync(a => a.TopicId == topicId && a.Status == AdviceStatus.Issued, ct);
}
