using System.Linq.Expressions;
using Supervision.Assessment.Access;
using Supervision.Contracts;
using Supervision.ServiceDefaults.SignIn;

namespace Supervision.Assessment.Scorecards;

/// <summary>
/// Who reads indicators and scorecards: those who run assessment read everything; party and units read what is adopted or published, a unit only its
/// own.
/// </summary>
internal class ScoreAccess
{
    public virtual Expression<Func<IndicatorScheme, bool>> ReadableSchemes(Caller caller)
    {
        var district = caller.District;
        if (caller.IsAny(AssessmentAccess.Joint)) return scheme => scheme.District == district;
        if (caller.IsAny(Others.Reviewer, Others.Contact)) return scheme => scheme.District == district && scheme.Status == SchemeStatus.Adopted;
        return _ => false;
    }

    public virtual Expression<Func<Scorecard, bool>> Readable(Caller caller)
    {
        var (district, unit) = (caller.District, caller.Unit);
        if (caller.IsAny(AssessmentAccess.Joint)) return card => card.District == district;
        if (caller.Is(Others.Reviewer)) return card => card.District == district && card.Status != ScorecardStatus.Computed;
        if (caller.Is(Others.Contact)) return card => card.District == district && card.Status != ScorecardStatus.Computed && card.Unit == unit;
        return _ => false;
    }
}
