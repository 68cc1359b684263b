using Microsoft.Extensions.DependencyInjection;
using PresenceOfMind.Server.Load;
using PresenceOfMind.Server.Tests.Rest;
using PresenceOfMind.Tests.Shared;

namespace PresenceOfMind.Server.Tests.Load;

public sealed class BusyTests
{
    [Fact]
    public async Task A_busy_server_answers_210_before_any_other_check_where_that_is_switched_on()
    {
        await using var server = await PwsTestServer.StartAsync(configure: o => o.Load.AnswerBusy = true);
        var app = await server.LogInAppAsync();
        var gate = server.Services.GetRequiredService<LoadGate>();
        gate.Force(busy: true);
        await server.RefusedAsync(210, "POST", "/endpoints", null);
        using var answer = await server.SendAsync("POST", "/users/joe/sessions", app);
        Assert.Equal(503, (int)answer.StatusCode);
        gate.Force(busy: null);
        Assert.Equal(app, await server.LogInAppAsync());
    }

    [Fact]
    public async Task A_busy_server_answers_requests_where_that_is_not_switched_on()
    {
        await using var server = await PwsTestServer.StartAsync();
        server.Services.GetRequiredService<LoadGate>().Force(busy: true);
        await server.LogInAppAsync();
    }

    [Fact]
    public async Task Above_the_limit_of_requests_a_second_is_212_until_the_second_is_over()
    {
        var time = new StandingTime();
        await using var server = await PwsTestServer.StartAsync(configure: o => o.Load.RequestsPerSecond = 3, time: time);
        for (var i = 0; i < 3; i++)
        {
            await server.RefusedAsync(100, "POST", "/endpoints", null);
        }

        await server.RefusedAsync(212, "POST", "/endpoints", null);
        time.Advance(TimeSpan.FromSeconds(1));
        await server.LogInAppAsync();
    }
}
