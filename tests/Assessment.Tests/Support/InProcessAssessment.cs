using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Supervision.Assessment.Access;
using Supervision.Assessment.Scorecards;
using Supervision.Assessment.Surveys;
using Supervision.Testing;

namespace Supervision.Assessment.Tests.Support;

/// <summary>Another copy of the service, in the test's process, on the platform's database, broker and identity.</summary>
internal sealed class InProcessAssessment(AssessmentPlatform platform, bool open = false, Action<IServiceCollection>? change = null)
    : InProcessService<Program>(platform.Settings, open, change)
{
    protected override void ReadEverything(IServiceCollection services) => services
        .Replace(ServiceDescriptor.Singleton<AssessmentAccess, EverythingIsReadable>())
        .Replace(ServiceDescriptor.Singleton<ScoreAccess, EveryScoreIsReadable>())
        .Replace(ServiceDescriptor.Singleton<SurveyAccess, EverySurveyIsReadable>());
}
