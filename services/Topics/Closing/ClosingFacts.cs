using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Supervision.Topics.Data;
using Supervision.Topics.Topics;

namespace Supervision.Topics.Closing;

/// <summary>This service's copy of a topic's feedback form; it holds only whether the form is open (R42).</summary>
internal sealed class TopicForm
{
    public required Guid FormId { get; init; }

    public required string District { get; init; }

    public required Guid TopicId { get; init; }

    public required bool Open { get; set; }

    public required long Version { get; set; }
}

/// <summary>Records that a topic's assessment is recorded (R42).</summary>
internal sealed class TopicAssessment
{
    public required Guid AssessmentId { get; init; }

    public required string District { get; init; }

    public required Guid TopicId { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>What the gate before the end of a topic requires, known from the assessment service's events.</summary>
internal sealed class ClosingFacts(TopicsDb db) : IGateFactSource
{
    public async Task TellAsync(Guid topicId, GateFacts facts, CancellationToken ct)
    {
        facts.OpenForms = await db.Set<TopicForm>().CountAsync(f => f.TopicId == topicId && f.Open, ct);
        facts.Assessed = await db.Set<TopicAssessment>().AnyAsync(a => a.TopicId == topicId, ct);
    }
}

internal sealed class TopicFormConfiguration : IEntityTypeConfiguration<TopicForm>
{
    public void Configure(EntityTypeBuilder<TopicForm> builder)
    {
        builder.ToTable("topic_forms");
        builder.HasKey(f => f.FormId);
        builder.HasIndex(f => f.TopicId);
    }
}

internal sealed class TopicAssessmentConfiguration : IEntityTypeConfiguration<TopicAssessment>
{
    public void Configure(EntityTypeBuilder<TopicAssessment> builder)
    {
        builder.ToTable("topic_assessments");
        builder.HasKey(a => a.AssessmentId);
        builder.HasIndex(a => a.TopicId);
    }
}

internal static class ClosingSchema
{
    public const string Declaration = """
        create policy platform on topic_forms using (app_serves(district)) with check (app_serves(district));
        create policy read on topic_forms for select using (district = (select app_district()) and (select app_is_joint()));
        create policy platform on topic_assessments using (app_serves(district)) with check (app_serves(district));
        create policy read on topic_assessments for select using (district = (select app_district()) and (select app_is_joint()));
        """;
}
