using Microsoft.Extensions.Logging.Console;
using PresenceOfMind.App.Settings;
using PresenceOfMind.Engine.Time;

namespace PresenceOfMind.App.Hosting;

/// <summary>What both hosts have in common.</summary>
internal static class HostExtensions
{
    /// <summary>How long requests that run are waited for at the end.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Makes a builder that takes nothing from the environment or the current folder but what the settings say.
    /// </summary>
    /// <param name="settings">The settings.</param>
    public static WebApplicationBuilder NewBuilder(PomSettings settings)
    {
        var builder = NewPlainBuilder(settings);

        // They need a store, which every program that decides by time has.
        builder.Services.AddClocks();
        return builder;
    }

    /// <summary>Makes such a builder for what keeps no data, as a command's listener does.</summary>
    /// <param name="settings">The settings.</param>
    public static WebApplicationBuilder NewPlainBuilder(PomSettings settings)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "pom",
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IHostLifetime, CommandLifetimeService>();
        builder.Services.AddRouting();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Ending);
        builder.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        var fault = new StartFault();
        builder.Services.AddSingleton(fault);
        builder.Logging.SetMinimumLevel(settings.LogLevel);
        builder.Logging.AddFilter((_, level) => level >= settings.LogLevel && !fault.IsUsers);

        // Orleans measures from the machine's start where nothing has happened yet, and warns of hours.
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        builder.Logging.AddSimpleConsole(format =>
        {
            format.SingleLine = true;
            format.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            format.UseUtcTimestamp = true;
        });
        return builder;
    }
}
