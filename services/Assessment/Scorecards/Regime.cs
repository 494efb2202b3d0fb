namespace Supervision.Assessment.Scorecards;

/// <summary>The two yearly assessments a unit is scored in (R39).</summary>
public enum Regime
{
    /// <summary>党领导政协工作考核.</summary>
    ConsultationWork,

    /// <summary>党风廉政建设责任制考核.</summary>
    PartyConduct,
}

internal static class RegimeNames
{
    public static string Label(this Regime regime) => regime is Regime.ConsultationWork ? "党领导政协工作考核" : "党风廉政建设责任制考核";

    /// <summary>Its name in events, in camel case.</summary>
    public static string Name(this Regime regime) => regime is Regime.ConsultationWork ? "consultationWork" : "partyConduct";
}

/// <summary>Codes of the rules scorecards can break; their texts are in Problems.resx.</summary>
internal static class ScoreRules
{
    public const string SchemeWeights = "scheme.weights";
    public const string SchemeCodes = "scheme.codes";
    public const string SchemeFormula = "scheme.formula";
    public const string SchemeNotDraft = "scheme.not_draft";
    public const string SchemeMissing = "scheme.missing";

    public const string NotComputed = "scorecard.not_computed";
    public const string NotPublished = "scorecard.not_published";
    public const string ResponseOver = "scorecard.response_over";
    public const string ResponseOpen = "scorecard.response_open";
    public const string ResponseTwice = "scorecard.response_twice";
    public const string ItemUnknown = "scorecard.item_unknown";
    public const string ObjectionDecided = "scorecard.objection_decided";
}
