using Supervision.Demo.Assessment;
using Supervision.Demo.Field;
using Supervision.Demo.Year;

namespace Supervision.Demo;

/// <summary>
/// The closed loop of a district's year, one topic to the end: roster, topics from 征题 on, work in the field for them, then feedback, scores
/// and 结题, each part on what the one before left.
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

    /// <summary>The roster, and the year's topics as far as they come before they are assessed.</summary>
    public async Task BeginAsync()
    {
        await _field.AppointAsync();
        await Year.RunAsync();
    }

    /// <summary>Into the field with the teams of the topics.</summary>
    public Task GoOutAsync() => _field.RunAsync(Year.Teams);

    /// <summary>What was found and advised is answered, judged and scored, and the topics close.</summary>
    public Task FinishAsync() => _assessment.RunAsync(Year.Chosen, Year.Year, Year.Mark, _field.ToRectify);

    /// <summary>Those who read everything of this district look for what another district's loop left.</summary>
    public async Task FindsNothingOfAsync(Loop other)
    {
        await Year.FindsNothingOfAsync(other.Year);
        await _assessment.FindsNothingOfAsync(other._assessment);
    }
}
