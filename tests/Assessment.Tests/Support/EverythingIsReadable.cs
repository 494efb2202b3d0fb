using System.Linq.Expressions;
using Supervision.Assessment.Access;
using Supervision.Assessment.Closing;
using Supervision.Assessment.Forms;
using Supervision.Assessment.Scorecards;
using Supervision.Assessment.Surveys;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Tests.Support;

/// <summary>The application's own word on who reads what, taken out.</summary>
internal sealed class EverythingIsReadable : AssessmentAccess
{
    public override Expression<Func<FeedbackForm, bool>> Readable(Caller caller) => _ => true;

    public override Expression<Func<FormItem, bool>> ReadableItems(Caller caller) => _ => true;

    public override Expression<Func<TopicAssessment, bool>> ReadableAssessments(Caller caller) => _ => true;
}

/// <summary>The application's own word on who reads indicators and scorecards, taken out.</summary>
internal sealed class EveryScoreIsReadable : ScoreAccess
{
    public override Expression<Func<IndicatorScheme, bool>> ReadableSchemes(Caller caller) => _ => true;

    public override Expression<Func<Scorecard, bool>> Readable(Caller caller) => _ => true;
}

/// <summary>The application's own word on who reads surveys, taken out.</summary>
internal sealed class EverySurveyIsReadable : SurveyAccess
{
    public override Expression<Func<Survey, bool>> Readable(Caller caller, DateTimeOffset now) => _ => true;
}
