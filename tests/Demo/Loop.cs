using Supervision.Demo.Assessment;
using Supervision.Demo.Field;
using Supervision.Demo.Year;

namespace Supervision.Demo;

/// <summary>
/// The closed loop of a district's year, one topic to the end: roster, topics from 征题 on, field work for them, then feedback, scores
/// and 结题, each part building on the previous one.
/// </summary>
internal sealed class Loop(People people, string district, Script script)
{
    readonly FieldJourney _field = new(people, district, script);
    readonly AssessmentJourney _assessment = new(people, district, script);

    public YearJourney Year { get; } = new(people, district, script);

    public async Task RunAsync()
    {
        await BeginAsync();
        await GoOutAsync();
        await FinishAsync();
    }

    /// <summary>The roster, and the year's topics up to their assessment.</summary>
    public async Task BeginAsync()
    {
        await _field.AppointAsync();
        await Year.RunAsync();
    }

    /// <summary>Field work by the teams of the topics.</summary>
    public Task GoOutAsync() => _field.RunAsync(Year.Teams);

    /// <summary>Findings and advice are answered, judged and scored, and the topics close.</summary>
    public Task FinishAsync() => _assessment.RunAsync(Year.Chosen, Year.Year, Year.Mark, _field.ToRectify);

    /// <summary>People who read everything in this district look for traces of another district's loop.</summary>
    public async Task FindsNothingOfAsync(Loop other)
    {
        await Year.FindsNothingOfAsync(other.Year);
        await _assessment.FindsNothingOfAsync(other._assessment);
    }
}
