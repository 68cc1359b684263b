// A service that follows presence: settings from appsettings.json, the environment or the command line, logs, an orderly end.
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PresenceOfMind.Client.Hosting;
using Worker;

var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Args = args, ContentRootPath = AppContext.BaseDirectory });

builder.Services.AddPresenceListener(options => options.Port = builder.Configuration.GetValue("LISTEN", 8081));
builder.Services.AddPresenceWatcher(builder.Configuration.GetRequiredSection("Presence"));
builder.Services.AddHostedService<PresenceWorker>();
await builder.Build().RunAsync();
