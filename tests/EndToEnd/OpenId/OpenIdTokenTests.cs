using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace EndToEnd.OpenId;

/// <summary>A program of the company calls the API with an access token of the identity provider.</summary>
public sealed class OpenIdTokenTests
{
    [Fact]
    public async Task A_token_of_the_provider_does_what_its_group_may_and_one_for_another_program_nothing()
    {
        await using var provider = IdentityProvider.Prepare();
        await using var demo = await Demo.StartWithKeyAsync(provider.Settings);
        await provider.StartAsync(demo.Page);

        using var added = await SendAsync(demo, HttpMethod.Post, "tasks", await provider.GetRobotTokenAsync());
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var task = JsonNode.Parse(await added.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        using var history = await SendAsync(demo, HttpMethod.Get, $"tasks/{task["id"]}/history", await provider.GetRobotTokenAsync());
        Assert.Contains(
            "\"openid:robot\"", await history.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

        using var foreign = await SendAsync(demo, HttpMethod.Get, "tasks", await provider.GetRobotTokenAsync("urn:another"));
        Assert.Equal(HttpStatusCode.Unauthorized, foreign.StatusCode);
        Assert.Equal("error=\"invalid_token\"", Assert.Single(foreign.Headers.WwwAuthenticate).Parameter);
    }

    private static async Task<HttpResponseMessage> SendAsync(Demo demo, HttpMethod method, string path, string token)
    {
        using var http = new HttpClient { BaseAddress = demo.Page };
        using var request = new HttpRequestMessage(method, $"api/v1/teams/demo/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = method == HttpMethod.Post ? JsonContent.Create(new { title = "Water the plants" }) : null;
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
