using PresenceOfMind.Dispatch.Core.Configuration;
using PresenceOfMind.Dispatch.Hosting;

namespace PresenceOfMind.Dispatch.Tests.Settings;

public sealed class DispatchOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_right() => Assert.True(new DispatchOptionsValidator().Validate(null, new DispatchOptions()).Succeeded);

    [Fact]
    public void A_wrong_setting_is_named_with_what_it_takes()
    {
        Refused(
            o => o.WebhookTimeout = TimeSpan.Zero, "The setting WebhookTimeout is '00:00:00'; it takes 00:00:01 to 00:02:00.");
        Refused(
            o => o.WebhookPatience = TimeSpan.FromDays(2), "The setting WebhookPatience is '2.00:00:00'; it takes 00:00:00 to 1.00:00:00.");
        Refused(
            o => o.ForbidWebhooksTo = ["metadata"], "The setting ForbidWebhooksTo is 'metadata'; it takes networks as 169.254.0.0/16.");
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = new DispatchOptions { WebhookTimeout = TimeSpan.Zero, WebhookPatience = TimeSpan.FromDays(2) };
        options.Teams.Add(new("no team"), new TeamSettings());
        Assert.Equal(3, new DispatchOptionsValidator().Validate(null, options).Failures!.Count());
    }

    private static void Refused(Action<DispatchOptions> change, string message)
    {
        var options = new DispatchOptions();
        change(options);
        Assert.Equal(message, new DispatchOptionsValidator().Validate(null, options).Failures!.First());
    }
}
