// A service that follows presence: settings from appsettings.json, the environment or the command line, logs, an orderly end.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresenceOfMind.Client.Hosting;
using PresenceOfMind.Client.Listening;
using PresenceOfMind.Client.Watching;
using Worker;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });
var settings = builder.Configuration.GetRequiredSection("Presence");
var port = builder.Configuration.GetValue("LISTEN", 8081);

builder.Services.AddPresenceListener(new PresenceListenerOptions { Port = port });
builder.Services.AddPresenceWatcher(services => new PresenceWatcherOptions
{
    Server = new Uri(settings["Server"]!),
    AppUser = settings["AppUser"]!,
    Password = settings["Password"]!,
    EndUser = settings["EndUser"]!,
    CallbackUrl = services.GetRequiredService<PresenceListener>().CallbackUrl(settings["Host"]!),
    Contacts = settings.GetSection("Contacts").Get<string[]>() ?? [],
});
builder.Services.AddHostedService<PresenceWorker>();
await builder.Build().RunAsync();
