using MassTransit;
using Supervision.Contracts;
using Supervision.Topics.Closing;
using Supervision.Topics.Data;

namespace Supervision.Topics.Consumers;

/// <summary>Keeps track of whether a topic's feedback forms are open.</summary>
internal sealed class FeedbackFormConsumer(TopicsDb db) : IConsumer<FeedbackFormChanged>
{
    public async Task Consume(ConsumeContext<FeedbackFormChanged> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (await db.FindAsync<TopicForm>([@event.FormId], ct) is { } form)
        {
            if (@event.Version > form.Version) (form.Open, form.Version) = (@event.Open, @event.Version);
            return;
        }

        db.Add(new TopicForm
        {
            FormId = @event.FormId,
            District = @event.District,
            TopicId = @event.TopicId,
            Open = @event.Open,
            Version = @event.Version,
        });
    }
}

/// <summary>Records that a topic was assessed.</summary>
internal sealed class AssessmentConsumer(TopicsDb db) : IConsumer<TopicAssessed>
{
    public async Task Consume(ConsumeContext<TopicAssessed> context)
    {
        var (@event, ct) = (context.Message, context.CancellationToken);
        if (await db.FindAsync<TopicAssessment>([@event.AssessmentId], ct) is not null) return;
        db.Add(new TopicAssessment { AssessmentId = @event.AssessmentId, District = @event.District, TopicId = @event.TopicId, At = @event.At });
    }
}
