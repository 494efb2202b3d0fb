using System.Linq.Expressions;
using Supervision.Assessment.Access;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Scorecards;
using Supervision.Assessment.Surveys;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Tests.Support;

/// <summary>Removes the application's own check of who reads what.</summary>
internal sealed class EverythingIsReadable : AssessmentAccess
{
    public override Expression<Func<FeedbackForm, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<FormItem, bool>> ReadableItems(Caller caller) => _ => true;

    public override Expression<Func<TopicAssessment, bool>> ReadableAssessments(Caller caller) => _ => true;
}

/// <summary>Removes the application's own check of who reads indicators and scorecards.</summary>
internal sealed class EveryScoreIsReadable : ScoreAccess
{
    public override Expression<Func<IndicatorScheme, bool>> ReadableSchemes(Caller caller) => _ => true;

    public override Expression<Func<Scorecard, bool>> Readable(Caller caller) => _ => true;
}

/// <summary>Removes the application's own check of who reads surveys.</summary>
internal sealed class EverySurveyIsReadable : SurveyAccess
{
    public override Expression<Func<Survey, bool>> Readable(Caller caller, DateTimeOffset now) => _ => true;
}
