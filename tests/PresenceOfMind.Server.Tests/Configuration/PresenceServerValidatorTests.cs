using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PresenceOfMind.Server.Configuration;

namespace PresenceOfMind.Server.Tests.Configuration;

public sealed class PresenceServerValidatorTests
{
    [Fact]
    public void The_defaults_are_right() =>
        Assert.True(new PresenceServerValidator().Validate(null, new PresenceServerOptions()).Succeeded);

    [Fact]
    public void A_wrong_setting_is_named_with_what_it_takes()
    {
        Refused(o => o.CallbacksPerHost = 0, "The setting CallbacksPerHost is '0'; it takes 1 or more.");
        Refused(o => o.Load.RequestsPerSecond = 0, "The setting Load.RequestsPerSecond is '0'; it takes 1 or more.");
        Refused(
            o => o.CallbackTimeout = TimeSpan.Zero, "The setting CallbackTimeout is '00:00:00'; it takes 00:00:00.1000000 to 1.00:00:00.");
        Refused(o => o.Load.Threshold = 80, "The setting Load.Threshold is '80'; it takes a part from above 0 to 1.");
        Refused(o => o.CommonPorts.Add(70_000), "The setting CommonPorts is '70000'; it takes ports, 1 to 65535.");
        Refused(o => o.ForbiddenNetworks = ["metadata"], "The setting ForbiddenNetworks is 'metadata'; it takes networks as address/bits.");
        Refused(
            o =>
            {
                o.Nodes = [new("a", []), new("c", [])];
                o.Homes.Add("joe", "b");
            },
            "The setting Homes[joe] is 'b'; it takes the name of a node (a, c).");
        Refused(o => o.Nodes = [new("a", []), new("a", [])], "The setting Nodes is 'a'; it takes each name once.");
    }

    [Fact]
    public void Configure_changes_the_options_and_a_wrong_value_fails_when_they_are_asked_for()
    {
        var services = new ServiceCollection().AddPresenceServer(o => o.Callbacks = 7).Configure<PresenceServerOptions>(
            o => o.CallbacksPerHost = 3);
        using (var provider = services.BuildServiceProvider())
        {
            var options = provider.GetRequiredService<PresenceServerOptions>();
            Assert.Equal((7, 3), (options.Callbacks, options.CallbacksPerHost));
        }

        using var wrong = services.PostConfigure<PresenceServerOptions>(o => o.Callbacks = 0).BuildServiceProvider();
        Assert.Equal(
            "The setting Callbacks is '0'; it takes 1 or more.",
            Assert.Throws<OptionsValidationException>(wrong.GetRequiredService<PresenceServerOptions>).Message);
    }

    private static void Refused(Action<PresenceServerOptions> change, string message)
    {
        var options = new PresenceServerOptions();
        change(options);
        Assert.Equal(message, new PresenceServerValidator().Validate(null, options).Failures!.First());
    }
}
