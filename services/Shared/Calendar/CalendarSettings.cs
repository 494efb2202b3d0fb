using System.ComponentModel.DataAnnotations;

namespace Supervision.Calendar;

/// <summary>Section <c>Calendar</c>.</summary>
public sealed class CalendarSettings : IValidatableObject
{
    public const string Section = "Calendar";

    /// <summary>
    /// Folder of an operator's holiday files, one JSON file per year in the form of services/Shared/Calendar/Holidays: this adds next year's notice
    /// without a new build. Without the folder, only the years shipped with the platform are used.
    /// </summary>
    public string? HolidaysFolder { get; init; }

    public HolidayData Holidays => HolidaysFolder is { Length: > 0 } folder ? HolidayData.BuiltIn.WithFilesIn(folder) : HolidayData.BuiltIn;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        string? fault = null;
        try
        {
            _ = Holidays;
        }
        catch (Exception e) when (e is CalendarDataException or IOException or UnauthorizedAccessException)
        {
            fault = $"Calendar:HolidaysFolder: {e.Message}";
        }

        if (fault is not null) yield return new ValidationResult(fault, [nameof(HolidaysFolder)]);
    }
}
