using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Supervision.Calendar;

namespace Supervision.Collaboration;

public static class Holidays
{
    /// <summary>The national calendar (<see cref="HolidayData"/>), for a service that calculates deadlines.</summary>
    public static void AddHolidays(this IServiceCollection services)
    {
        services.AddOptions<CalendarSettings>().BindConfiguration(CalendarSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<CalendarSettings>>().Value.Holidays);
    }
}
