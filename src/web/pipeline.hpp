// What happens to every request between the network and its handler, and back.
#pragma once

#include "web/server.hpp"

namespace pacte::web {

class Pipeline {
 public:
  Pipeline(ServerSettings settings, Router router, Authenticator authenticate, Revision revision);

  /// Reads the address, finds the route, checks the right and the origin of forms, handles, and
  /// makes the answer ready to send. Never throws for what a client sent or a handler did.
  [[nodiscard]] Response run(Request request);

  /// The answer to a request that is not handled at all: unknown method, server stopping.
  [[nodiscard]] Response refuse(Request request, int status);

 private:
  struct Exchange;

  Response answer(Exchange& exchange);
  Response dispatch(Exchange& exchange);
  Response handle(Exchange& exchange);
  std::shared_ptr<Response const> remembered(Exchange& exchange);
  std::optional<int> read(Request& request) const;
  bool read_origin(Request& request) const;
  void recognise(Exchange& exchange) const;
  void finish(Exchange& exchange, Response& response);
  Response close(Exchange& exchange, Response response);

  ServerSettings settings_;
  Router router_;
  Authenticator authenticate_;
  Revision revision_;
  PageMemory memory_;
};

}  // namespace pacte::web
