using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Supervision.Calendar;
using Supervision.Persistence;

namespace Supervision.Supervisors.Protection;

internal static class ProtectionSetup
{
    public static void AddProtection(this IServiceCollection services)
    {
        services.AddOptions<SealingSettings>().BindConfiguration(SealingSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CalendarSettings>().BindConfiguration(CalendarSettings.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<CalendarSettings>>().Value.Holidays);
        services.AddSingleton<Sealing>().AddSingleton<ProtectionAccess>().AddSingleton<ProtectionDeadlines>();
        services.AddScoped<ReporterWatch>();
        services.AddDueWork<ProtectionSweep, SealingSettings>(settings => Pace.Every(settings.Look, atStart: true));
    }
}
