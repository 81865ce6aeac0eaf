"""/auth/me on FastAPI and SQLAlchemy, as their tutorials write it: same token, same query."""

import json
import os
import socket

import jwt
import uvicorn
from fastapi import Depends, FastAPI, HTTPException
from fastapi.security import OAuth2PasswordBearer
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

key = bytes.fromhex(os.environ["ACCESS_KEY"])
engine = create_engine(os.environ["DATABASE_URL"].replace("postgres://", "postgresql+psycopg2://"))
make_session = sessionmaker(engine)
scheme = OAuth2PasswordBearer(tokenUrl="auth/login")
app = FastAPI()

statement = text(
    'select u.id, u.name, u.surname, u.email, u.username, u.phone_number, u.type_client,'
    ' u.created_at from "SESSIONS" s join "USERS" u on u.id = s.user_id'
    " where s.id = :sid and s.revoked_at is null"
)


def database():
    session = make_session()
    try:
        yield session
    finally:
        session.close()


@app.get("/auth/me")
def me(token: str = Depends(scheme), session: Session = Depends(database)):
    claims = jwt.decode(token, key, algorithms=["HS256"], audience="mytone")
    row = session.execute(statement, {"sid": claims["sid"]}).mappings().first()
    if row is None:
        raise HTTPException(status_code=401)
    return dict(row)


listener = socket.socket()
listener.bind(("127.0.0.1", 0))
# Now, so that nobody who reads the next line is refused while uvicorn starts.
listener.listen()
url = f"http://127.0.0.1:{listener.getsockname()[1]}"
print(json.dumps({"msg": "listening", "url": url}, separators=(",", ":")), flush=True)
uvicorn.run(app, fd=listener.fileno(), log_level="error")
